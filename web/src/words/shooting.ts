// Words of the view 'shooting'; each key begins with its name.

export const en = {
  'view.shooting': 'Shooting',
};

export const ja: Record<keyof typeof en, string> = {
  'view.shooting': '撮影順',
};
