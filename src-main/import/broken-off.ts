import type { StoredRow } from './import-rows.queries.ts';

/** A run was changed by somebody else while this process worked on it: what it was about is void. */
export class Lost extends Error {
  constructor() {
    super('The import is not as it was seen any more');
    this.name = 'Lost';
  }
}

/** A row can't be written any more: the accounts are not as they were when it was judged. */
export class Clash extends Error {
  readonly row: StoredRow;
  readonly problem: 'taken' | 'changed_since';

  constructor(row: StoredRow, problem: Clash['problem']) {
    super('The accounts are not as the dry run found them');
    this.name = 'Clash';
    this.row = row;
    this.problem = problem;
  }
}
