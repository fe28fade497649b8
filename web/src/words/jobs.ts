// Words of the view 'jobs'; each key begins with its name.

export const en = {
  'view.jobs': 'Jobs',
};

export const ja: Record<keyof typeof en, string> = {
  'view.jobs': '処理',
};
