export interface Draft {
  at: number;
  fields: Record<string, [base: string, value: string]>;
}
