import { Command, Option } from 'commander';
import { CommandFailure, misuse } from '../exit.ts';
import { asOperator, type StoreOptions, storeCommand } from '../operator.ts';
import { jsonOption, printJson, printLine } from '../output.ts';
import { canPrompt, promptSecrets, readSecretLine } from '../secret-input.ts';

interface CheckOptions extends StoreOptions {
  readonly passwordStdin?: true;
  readonly json?: true;
}

interface RedeemOptions extends StoreOptions {
  readonly secretsStdin?: true;
  readonly json?: true;
}

/** `countersign portal check-password | redeem` */
export function portalCommand(): Command {
  return new Command('portal')
    .description("what the clients' Portal asks of the store")
    .addCommand(checkPasswordCommand())
    .addCommand(redeemCommand());
}

function checkPasswordCommand(): Command {
  const command = new Command('check-password')
    .description('say whether a password is that of a username or Client ID')
    .argument('<name>', 'the username or the Client ID')
    .option('--password-stdin', 'read the password from one line of standard input');
  return storeCommand(command)
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Exit code 0 only when it is. A name that nobody has costs the same work. After three tries in a row that
failed each next one waits: --json says until when, in milliseconds of Unix time.

Examples:
  printf '%s\\n' "$PASSWORD" | countersign portal check-password --password-stdin --json -- "$NAME"`,
    )
    .action(async (name: string, options: CheckOptions) => {
      const verdict = await asOperator(options, async (call) => {
        const [password = ''] = options.passwordStdin
          ? [await readSecretLine('the password')]
          : await ask(['Password: '], '--password-stdin');
        return call('portal', 'checkPassword', { name, password });
      });
      if (options.json) printJson(verdict);
      else if (verdict.kind === 'match') printLine(`It is the password of ${verdict.clientId}.`);
      if (verdict.kind === 'no_match')
        throw new CommandFailure('Name and password do not belong together.');
      if (verdict.kind === 'wait')
        throw new CommandFailure(
          `Too many tries have failed. The next one is let through at ${new Date(verdict.until).toISOString()}.`,
        );
    });
}

function redeemCommand(): Command {
  const command = new Command('redeem')
    .description('set the Portal password by the code that a client was mailed')
    .addOption(
      new Option('--secrets-stdin', 'read the code, and then the new password, from two lines'),
    );
  return storeCommand(command)
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
A code works once. One that was used, has run out, or was never sent is refused alike. A password
against the rules is refused with the rule, and the code stays good.

Examples:
  printf '%s\\n%s\\n' "$CODE" "$PASSWORD" | countersign portal redeem --secrets-stdin --json`,
    )
    .action(async (options: RedeemOptions) => {
      const { kind } = await asOperator(options, async (call) => {
        const { code, password } = options.secretsStdin ? await readBoth() : await askBoth();
        return call('portal', 'redeem', { code, password });
      });
      if (options.json) printJson({ kind });
      else if (kind === 'set') printLine('The password is set, and the code is used up.');
      if (kind === 'no_code') throw new CommandFailure('This code does not work, or not any more.');
    });
}

const readBoth = async () => ({
  code: await readSecretLine('the code'),
  password: await readSecretLine('the new password'),
});

async function askBoth() {
  const questions = ['Code: ', 'New password (12 characters or more): ', 'The same again: '];
  const [code = '', password = '', again] = await ask(questions, '--secrets-stdin');
  if (again !== password)
    throw misuse('The two are not the same. Nothing was changed: run the command again.');
  return { code, password };
}

async function ask(questions: readonly string[], option: string): Promise<string[]> {
  if (!canPrompt()) throw misuse(`There is no terminal to ask at. Use ${option}.`);
  return promptSecrets(questions);
}
