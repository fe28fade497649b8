// Words of the view 'capacity'; each key begins with its name.

export const en = {
  'view.capacity': 'Capacity',
};

export const ja: Record<keyof typeof en, string> = {
  'view.capacity': '稼働能力',
};
