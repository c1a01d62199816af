import type { StaffView } from '#shared/contract/staff.contract.ts';
import { commonStrings } from '../../strings/common.ts';
import { staffStrings } from '../../strings/staff.ts';
import { Button } from '../../ui/button.tsx';
import { Time } from '../../ui/time.tsx';
import { useSession } from '../session/session.store.ts';
import styles from './colleague-actions.module.css';
import { Fact, Facts } from './facts.tsx';
import { StateBadges } from './staff-table.tsx';

export type ColleagueAction = 'reset' | 'activity' | 'limit';

interface ColleagueActionsProps {
  person: StaffView;
  onChoose: (action: ColleagueAction) => void;
}

/** The facts about a colleague, then each thing that can be done, with what it means. */
export function ColleagueActions({ person, onChoose }: ColleagueActionsProps) {
  const isSelf = useSession().staffId === person.staffId;
  const { columns } = staffStrings;
  return (
    <>
      <Facts label={staffStrings.facts}>
        <Fact name={columns.username}>{person.username}</Fact>
        <Fact name={columns.role}>{staffStrings.roles[person.role]}</Fact>
        <Fact name={columns.worksOn}>{staffStrings.worksOn[person.worksOn]}</Fact>
        <Fact name={columns.lastSignIn}>
          {person.lastSignInAt === null ? commonStrings.never : <Time at={person.lastSignInAt} />}
        </Fact>
        <Fact name={columns.state}>
          <StateBadges person={person} />
        </Fact>
      </Facts>
      <ul className={styles.actions}>
        {person.limitReached && (
          <ActionRow
            title={staffStrings.liftTitle}
            help={isSelf ? staffStrings.liftSelf : staffStrings.liftHelp[person.limitReached]}
            button={staffStrings.lift}
            disabled={isSelf}
            onPress={() => onChoose('limit')}
          />
        )}
        <ActionRow
          title={staffStrings.resetTitle}
          help={isSelf ? staffStrings.resetSelf : staffStrings.resetHelp}
          button={staffStrings.reset}
          disabled={isSelf}
          onPress={() => onChoose('reset')}
        />
        <ActionRow
          title={person.active ? staffStrings.keepOutTitle : staffStrings.letInTitle}
          help={
            isSelf
              ? staffStrings.keepOutSelf
              : person.active
                ? staffStrings.keepOutHelp
                : staffStrings.letInHelp
          }
          button={person.active ? staffStrings.keepOut : staffStrings.letIn}
          disabled={isSelf}
          onPress={() => onChoose('activity')}
        />
      </ul>
    </>
  );
}

interface ActionRowProps {
  title: string;
  help: string;
  button: string;
  disabled: boolean;
  onPress: () => void;
}

function ActionRow({ title, help, button, disabled, onPress }: ActionRowProps) {
  return (
    <li className={styles.action}>
      <div className={styles.words}>
        <h3>{title}</h3>
        <p>{help}</p>
      </div>
      <Button disabled={disabled} onPress={onPress}>
        {`${button}…`}
      </Button>
    </li>
  );
}
