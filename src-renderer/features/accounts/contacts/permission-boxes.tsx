import { type Permission, permission } from '#shared/contract/fields.ts';
import { contactsStrings as words } from '../../../strings/contacts.ts';
import { CheckBoxList } from '../../../ui/check-box-list.tsx';

interface PermissionBoxesProps {
  label: string;
  value: readonly Permission[];
  onChange: (permissions: Permission[]) => void;
  /** Whether whoever asks for it may give that. */
  mayGive: (permission: Permission) => boolean;
}

/** What a contact may ask about. */
export function PermissionBoxes({ label, value, onChange, mayGive }: PermissionBoxesProps) {
  return (
    <CheckBoxList
      label={label}
      help={words.permissionsHelp}
      options={permission.options.map((id) => {
        const givable = value.includes(id) || mayGive(id);
        return {
          id,
          label: words.permissionOf[id],
          detail: givable ? words.permissionDetail[id] : words.notGivable,
          disabled: !givable,
        };
      })}
      value={value}
      onChange={onChange}
    />
  );
}
