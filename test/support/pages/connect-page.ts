import { connectionStrings } from '#renderer/strings/connection.ts';
import { storeStrings } from '#renderer/strings/setup.ts';
import { personStrings } from '#renderer/strings/staff.ts';
import { Screen } from './screen.ts';

/** Connecting to a team's server: at the first start, by the menu, and when it can't be used. */
export class ConnectPage extends Screen {
  readonly addressField = this.page.getByRole('textbox', { name: connectionStrings.address });
  readonly compareHeading = this.page.getByRole('heading', {
    name: connectionStrings.compareTitle,
  });
  readonly differs = this.page.getByRole('button', { name: connectionStrings.differs });
  readonly dialog = this.page.getByRole('dialog');
  readonly awayHeading = this.page.getByRole('heading', { name: storeStrings.awayTitle });
  readonly changedHeading = this.page.getByRole('heading', { name: storeStrings.changedTitle });

  /** At the first start: the desk works at a team's server. */
  async chooseTeam(): Promise<void> {
    // The radio itself is out of sight: its row is what is pressed.
    await this.page.getByText(connectionStrings.places.team.label, { exact: true }).click();
    await this.goOn();
  }

  /** At the first start of the desktop app: a store on this computer. A browser is not asked. */
  async keepItHere(): Promise<void> {
    const question = this.page.getByRole('radiogroup', { name: connectionStrings.placeLabel });
    await question.or(this.page.getByRole('textbox', { name: personStrings.name })).waitFor();
    if (await question.isVisible()) await this.goOn();
  }

  /** Gives an address and has the server looked at. */
  async lookAt(address: string): Promise<void> {
    await this.addressField.fill(address);
    await this.page.getByRole('button', { name: connectionStrings.look }).click();
  }

  /** The fingerprint as it is shown, in one line. */
  async shownFingerprint(): Promise<string> {
    const figure = this.page.getByRole('figure', { name: connectionStrings.fingerprint });
    return (await figure.getByRole('listitem').allTextContents()).join(':');
  }

  /** Says that the fingerprint was compared. */
  async confirmSame(): Promise<void> {
    await this.page.getByRole('button', { name: connectionStrings.same }).click();
  }

  /** Opens the menu's entry about the server. */
  async openServer(): Promise<void> {
    await this.chooseInMenu(connectionStrings.menu);
    await this.dialog.waitFor();
  }

  async startConnecting(): Promise<void> {
    await this.dialog.getByRole('button', { name: connectionStrings.toServer }).click();
  }

  /** Goes back to the computer's own store, by the dialog that is open. */
  async disconnect(): Promise<void> {
    await this.dialog.getByRole('button', { name: connectionStrings.disconnect }).click();
    await this.dialog
      .getByRole('button', { name: connectionStrings.disconnectNow, exact: true })
      .click();
  }

  /** Where nobody can sign in: types the fingerprint. */
  async connectAnew(fingerprint: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: connectionStrings.typed });
    if (!(await field.isVisible()))
      await this.page.getByRole('button', { name: connectionStrings.anew }).click();
    await field.fill(fingerprint);
    await this.page.getByRole('button', { name: connectionStrings.connect, exact: true }).click();
  }

  private async goOn(): Promise<void> {
    await this.page.getByRole('button', { name: connectionStrings.goOn, exact: true }).click();
  }
}
