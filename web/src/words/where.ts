// Words of the view 'where'; each key begins with its name.

export const en = {
  'view.where': 'Where to shoot',
};

export const ja: Record<keyof typeof en, string> = {
  'view.where': '撮影地の比較',
};
