import type { Permission } from '../contract/fields.ts';
import type { RequestView, Tier } from '../contract/verification.contract.ts';

const approval = true;

function request(
  requestId: string,
  label: string,
  tier: Tier,
  permission: Permission | null,
  needsApproval = false,
): RequestView {
  return { requestId, label, tier, permission, needsApproval };
}

/**
 * The request catalogue of a new store, by tier. Supervisors edit it from there. The tier says
 * what harm a stranger could do with the request: 0 none, 1 learn something about the account,
 * 2 change it, 3 take it over or end it.
 */
export const requestCatalogue: readonly RequestView[] = [
  request('general-question', 'General question about products or prices', 0, null),
  request('public-status', 'Public service status and known incidents', 0, null),
  request('portal-how-to', 'How to use the Portal or the knowledge base', 0, null),

  request('technical-support', 'Technical support on a service', 1, null),
  request('ticket-status', 'Read or add to a support ticket', 1, null),
  request('tell-username', 'Tell the username', 1, null),
  request('service-overview', 'Services, renewal dates and usage', 1, null),
  request('invoice-question', 'Question about an invoice or payment', 1, 'billing'),
  request('resend-invoice', 'Send an invoice again to the e-mail on file', 1, 'billing'),
  request('restart-service', 'Restart a server or service', 1, 'technical'),
  request('start-password-reset', 'Start a password reset to the e-mail on file', 1, null),

  request('change-dns', 'Change DNS records', 2, 'technical'),
  request('add-service', 'Order or add a service', 2, 'billing'),
  request('change-plan', 'Upgrade or downgrade a plan', 2, 'billing'),
  request('change-billing-contact', 'Change the billing contact or address', 2, 'billing'),
  request('change-account-details', 'Change names, company or address', 2, 'billing'),
  request('manage-mailboxes', 'Add or remove mailboxes and forwards', 2, 'technical'),
  request('restore-backup', 'Restore a backup over live data', 2, 'technical'),

  request('change-server-credentials', 'Reset a server, FTP or database password', 3, 'technical'),
  request('change-security-code', 'Set or replace a security code', 3, 'security'),
  request(
    'change-authorized-contacts',
    'Add, change or remove an authorized contact',
    3,
    'security',
  ),
  request(
    'reset-authenticator',
    'Remove or reset the authenticator (TOTP)',
    3,
    'security',
    approval,
  ),
  request('change-email-on-file', 'Change the e-mail address on file', 3, 'security', approval),
  request('change-phone-on-file', 'Change the phone number on file', 3, 'security', approval),
  request('change-username', 'Change the username', 3, 'security', approval),
  request('change-viewing-access', 'Give or take viewing access to the main code', 3, 'owner'),
  request('transfer-domain', 'Unlock a domain or give out its transfer code', 3, 'owner', approval),
  request('cancel-service', 'Cancel a service', 3, 'owner', approval),
  request('change-ownership', 'Transfer the account to another owner', 3, 'owner', approval),
  request('suspend-account', 'Suspend the account or take it up again', 3, 'owner', approval),
  request('close-account', 'Close the account or open it again', 3, 'owner', approval),
];
