import { demoCodesToTry, demoColleagues } from '../demo/demo-tour.ts';

/**
 * The lines that show a newcomer round the demo: who can sign in, and a few codes to try. Nothing
 * here is a secret: the same words are in every demo, and its data go with the process.
 */
export function demoGuide(): readonly string[] {
  const signIns = demoColleagues.map(({ username, password, role, worksOn }) => [
    username,
    password,
    role === 'agent' ? `agent, ${worksOn}` : role,
  ]);
  const codes = demoCodesToTry.map(({ clientId, contact, account, code, note }) => [
    `${clientId} ${account}`,
    contact,
    code,
    note,
  ]);
  return [
    'Demo data, thrown away when Countersign ends. Sign in as (name, password):',
    ...inColumns(signIns),
    'Codes to try (account, who is calling, code):',
    ...inColumns(codes),
  ];
}

function inColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_cell, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   ')}`.trimEnd(),
  );
}
