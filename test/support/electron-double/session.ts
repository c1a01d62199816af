import { EventEmitter } from 'node:events';
import type { Protocol, Session } from 'electron';

type Handler = Parameters<Protocol['handle']>[1];
type PermissionRequestHandler = Parameters<Session['setPermissionRequestHandler']>[0];
type PermissionCheckHandler = Parameters<Session['setPermissionCheckHandler']>[0];
type DevicePermissionHandler = Parameters<Session['setDevicePermissionHandler']>[0];
type DisplayMediaHandler = Parameters<Session['setDisplayMediaRequestHandler']>[0];
type BluetoothHandler = Parameters<Session['setBluetoothPairingHandler']>[0];
type BeforeRequest = (
  details: { url: string },
  callback: (answer: { cancel?: boolean }) => void,
) => void;

/** What `protocol.handle` was given, by scheme. */
export const protocolHandlers = new Map<string, Handler>();
/** What `protocol.registerSchemesAsPrivileged` was given. */
export const privilegedSchemes: Electron.CustomScheme[] = [];

export const protocol = {
  registerSchemesAsPrivileged: (schemes) => void privilegedSchemes.push(...schemes),
  handle: (scheme, handler) => void protocolHandlers.set(scheme, handler),
} satisfies Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>;

/** A session keeps what it was told, and answers with it as Chromium would ask. */
class SessionDouble
  extends EventEmitter
  implements
    Pick<
      Session,
      | 'setPermissionRequestHandler'
      | 'setPermissionCheckHandler'
      | 'setDevicePermissionHandler'
      | 'setDisplayMediaRequestHandler'
      | 'setBluetoothPairingHandler'
      | 'setSpellCheckerEnabled'
    >
{
  permissionRequestHandler: PermissionRequestHandler = null;
  permissionCheckHandler: PermissionCheckHandler = null;
  devicePermissionHandler: DevicePermissionHandler = null;
  displayMediaHandler: DisplayMediaHandler = null;
  bluetoothHandler: BluetoothHandler = null;
  spellCheckerEnabled = true;
  #beforeRequest: BeforeRequest | undefined;

  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest) => {
      this.#beforeRequest = listener;
    },
  };

  setPermissionRequestHandler(handler: PermissionRequestHandler): void {
    this.permissionRequestHandler = handler;
  }

  setPermissionCheckHandler(handler: PermissionCheckHandler): void {
    this.permissionCheckHandler = handler;
  }

  setDevicePermissionHandler(handler: DevicePermissionHandler): void {
    this.devicePermissionHandler = handler;
  }

  setDisplayMediaRequestHandler(handler: DisplayMediaHandler): void {
    this.displayMediaHandler = handler;
  }

  setBluetoothPairingHandler(handler: BluetoothHandler): void {
    this.bluetoothHandler = handler;
  }

  setSpellCheckerEnabled(enable: boolean): void {
    this.spellCheckerEnabled = enable;
  }

  isCancelled(url: string): boolean {
    let cancelled = false;
    this.#beforeRequest?.({ url }, ({ cancel }) => {
      cancelled = cancel === true;
    });
    return cancelled;
  }

  /** Electron's rule: without a handler everything is granted. */
  allows(permission: Parameters<NonNullable<PermissionCheckHandler>>[1], origin: string): boolean {
    const details = { isMainFrame: true, requestingUrl: origin, securityOrigin: origin };
    return this.permissionCheckHandler?.(null, permission, origin, details) ?? true;
  }
}

export const defaultSession = new SessionDouble();
export const session = { defaultSession };
