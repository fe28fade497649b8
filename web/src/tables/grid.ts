// What a grid shows: its columns, and its lines.

export interface Line {
  id: string | number;
  [field: string]: unknown;
}

export interface Column {
  field: string;
  title: string;
  help?: string;
  width?: number;
  align?: 'left' | 'right';
  editable?: boolean;
  choices?: string[];
  /** A value as its cell shows it. */
  show?: (value: unknown) => string;
  /** A class for the face of a value, such as that of a chip. */
  face?: (value: unknown) => string;
  /** Whether the cell opens its line. */
  opens?: boolean;
}
