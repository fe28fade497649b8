// Words of the view 'floor'; each key begins with its name.

export const en = {
  'view.floor': 'Floor',
};

export const ja: Record<keyof typeof en, string> = {
  'view.floor': 'フロア',
};
