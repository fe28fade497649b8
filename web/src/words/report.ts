// Words of the one-file report; each key begins with `report.`.

export const en = {
  'report.title': 'Stage plan',
};

export const ja: Record<keyof typeof en, string> = {
  'report.title': 'ステージ計画',
};
