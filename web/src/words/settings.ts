// Words of the view 'settings'; each key begins with its name.

export const en = {
  'view.settings': 'Settings',
};

export const ja: Record<keyof typeof en, string> = {
  'view.settings': '設定',
};
