// Words of the view 'slate'; each key begins with its name.

export const en = {
  'view.slate': 'Slate',
};

export const ja: Record<keyof typeof en, string> = {
  'view.slate': '作品一覧',
};
