/** After so long even a slow browser has taken hold of the content (milliseconds). */
const heldFor = 60_000;

/**
 * Hands a file to the person to keep: a browser puts it where it puts what is downloaded, the desktop
 * app asks where to. Call it in a person's click or key press: only then are several let through.
 */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), heldFor);
}
