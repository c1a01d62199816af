import { posix } from 'node:path';
import { UnreadableFile } from '../records.ts';
import type { PackageParts } from './package-parts.ts';
import { readXml } from './xml-events.ts';

export interface Workbook {
  readonly parts: PackageParts;
  /** Its sheets in their order, and the parts they are in. */
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  readonly sharedStrings: string | null;
  readonly styles: string | null;
  /** Days are counted from 1904, as early Macs did. */
  readonly from1904: boolean;
}

interface Relationship {
  readonly type: string;
  readonly part: string;
}

/** More sheets and relationships than any workbook has. */
const most = 10_000;
/** Excel's limit. */
const longestSheetName = 31;

/**
 * Opens a workbook by its relationships (ECMA-376, part 1, 12.3). Throws `UnreadableFile`: `format`
 * for a package that is none, `damaged` for one that refers to what is not in it.
 */
export async function openWorkbook(parts: PackageParts): Promise<Workbook> {
  if (!parts.has('_rels/.rels')) throw new UnreadableFile('format');
  const roots = [...(await relationships(parts, '')).values()];
  const root = roots.find(({ type }) => type === 'officeDocument')?.part;
  if (root === undefined || !parts.has(root)) throw new UnreadableFile('format');
  const related = await relationships(parts, root);
  const sheets: { name: string; part: string }[] = [];
  let from1904 = false;
  let outermost = '';
  await readXml(parts.bytes(root), (name, attributes) => {
    outermost ||= name;
    if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attributes['date1904'] ?? '');
    if (name !== 'sheet' || sheets.length === most) return;
    const sheet = related.get(relationshipOf(attributes));
    // Charts and macro sheets have no cells.
    if (sheet?.type !== 'worksheet') return;
    const { name: title = '' } = attributes;
    if (title.length > longestSheetName) throw new UnreadableFile('damaged');
    sheets.push({ name: title, part: sheet.part });
  });
  if (outermost !== 'workbook') throw new UnreadableFile('format');
  const partOf = (kind: string) =>
    [...related.values()].find(({ type }) => type === kind)?.part ?? null;
  return {
    parts,
    sheets,
    from1904,
    sharedStrings: partOf('sharedStrings'),
    styles: partOf('styles'),
  };
}

/** What a part refers to within the package, by the relationship's id. */
async function relationships(
  parts: PackageParts,
  from: string,
): Promise<ReadonlyMap<string, Relationship>> {
  const folder = posix.dirname(from);
  const list = posix.join(folder, '_rels', `${posix.basename(from)}.rels`);
  const found = new Map<string, Relationship>();
  if (!parts.has(list)) return found;
  await readXml(parts.bytes(list), (name, attributes) => {
    const { Id, Type = '', Target = '', TargetMode } = attributes;
    if (name !== 'Relationship' || Id === undefined || found.size === most) return;
    if (TargetMode === 'External') return;
    found.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), part: resolved(folder, Target) });
  });
  return found;
}

/** A part's name by what refers to it; `..` beyond the package's root is refused. */
function resolved(folder: string, target: string): string {
  const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
  const plain = posix.normalize(path);
  if (plain === '..' || plain.startsWith('../') || plain.startsWith('/'))
    throw new UnreadableFile('damaged');
  return plain;
}

function relationshipOf(attributes: Readonly<Record<string, string>>): string {
  const key = Object.keys(attributes).find((name) => /(^|:)id$/.test(name));
  return (key && attributes[key]) ?? '';
}
