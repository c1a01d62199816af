import { z } from 'zod';
import { longestField } from '../rules/account-fields.ts';
import { line } from './fields.ts';

/** An account's details as typed, new or edited; empty is not given. The Client ID is given once. */
export const typedDetails = z.strictObject({
  name: line(longestField.name),
  company: line(longestField.company),
  email: line(longestField.email),
  phone: line(longestField.phone),
  country: line(longestField.country),
  address1: line(longestField.address1),
  address2: line(longestField.address2),
  postalCode: line(longestField.postalCode),
  city: line(longestField.city),
  region: line(longestField.region),
  username: line(longestField.username),
});
