import type { Secrets } from '#main/platform/keystore/secrets.ts';
import { type Template, type TestRun, testRun } from './test-run.ts';

export interface TeamDatabase {
  readonly name: string;
  /** Its address with the rights of a team's servers, of the store's owner, of the administrator. */
  readonly server: string;
  readonly owner: string;
  readonly admin: string;
  /** The keys of the demo store. */
  readonly keys: Secrets;
  drop(): Promise<void>;
}

/** A database of its own, copied from one that was made once a run; without one: not even a schema. */
export async function newTeamDatabase(
  template: Template | null,
  of?: TestRun,
): Promise<TeamDatabase> {
  const run = of ?? (await testRun());
  const name = run.newName();
  const from = template === null ? 'template0' : run.template(template);
  await run.administer(`create database ${name} template ${from} owner ${run.roleName('owner')}`);
  return teamDatabase(name, run);
}

/** A database of this run by its name. */
export async function teamDatabase(name: string, of?: TestRun): Promise<TeamDatabase> {
  const run = of ?? (await testRun());
  return {
    name,
    server: run.address('server', name),
    owner: run.address('owner', name),
    admin: run.address('admin', name),
    keys: run.keys,
    drop: () => run.administer(`drop database if exists ${name} with (force)`),
  };
}
