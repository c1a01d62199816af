import { lookupStrings } from '#renderer/strings/accounts.ts';
import { sessionStrings } from '#renderer/strings/session.ts';
import { Screen } from './screen.ts';

export interface SignIn {
  readonly username: string;
  readonly password: string;
}

/** Signing in, the locked screen, and the first password. */
export class SignInPage extends Screen {
  readonly heading = this.page.getByRole('heading', { name: sessionStrings.signInTitle });
  readonly lockedHeading = this.page.getByRole('heading', { name: sessionStrings.lockedTitle });
  /** What is said of a refused password or a wait. */
  readonly refusal = this.page.getByRole('main').getByRole('alert');

  /** What is said of a sign-in that has ended without its person's doing. */
  ended(why: keyof typeof sessionStrings.ended) {
    return this.page.getByText(sessionStrings.ended[why]);
  }

  /** Signs in and waits for the desk. */
  async signIn(person: SignIn): Promise<void> {
    await this.trySignIn(person);
    await this.page.getByRole('combobox', { name: lookupStrings.label }).waitFor();
  }

  /** Sends a username and a password, whatever comes of it. */
  async trySignIn({ username, password }: SignIn): Promise<void> {
    await this.page.getByRole('textbox', { name: sessionStrings.username }).fill(username);
    await this.password.fill(password);
    await this.page.getByRole('button', { name: sessionStrings.signIn, exact: true }).click();
  }

  /** Sends the password on the locked screen. */
  async unlock(password: string): Promise<void> {
    await this.password.fill(password);
    await this.page.getByRole('button', { name: sessionStrings.unlock }).click();
  }

  /** Signs out from the locked screen. */
  async leave(): Promise<void> {
    await this.page.getByRole('button', { name: sessionStrings.signOut }).click();
    await this.heading.waitFor();
  }

  /** Puts one's own password in place of the one that is known to somebody else. */
  async changePassword(current: string, next: string): Promise<void> {
    const field = (label: string) => this.page.getByLabel(label, { exact: true });
    await field(sessionStrings.currentPassword).fill(current);
    await field(sessionStrings.newPassword).fill(next);
    await field(sessionStrings.repeatPassword).fill(next);
    await this.page.getByRole('button', { name: sessionStrings.change }).click();
  }

  private get password() {
    return this.page.getByLabel(sessionStrings.password, { exact: true });
  }
}
