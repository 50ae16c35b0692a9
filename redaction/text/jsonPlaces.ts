/** Where in a JSON one is: in an object before a colon is a key, and no two keys of an object may become the same. */
export function jsonPlaces() {
  const open: { isObject: boolean; given?: Map<string, number> }[] = [];
  let isValue = false;
  return {
    /** A bracket, colon or comma; anything else says nothing. */
    see(letter: string): void {
      if (letter === '{' || letter === '[') open.push({ isObject: letter === '{' });
      if (letter === '}' || letter === ']') open.pop();
      if (letter === ':') isValue = true;
      if (letter === '{' || letter === ',' || letter === '}' || letter === ']') isValue = false;
    },
    isKey: (): boolean => open.at(-1)?.isObject === true && !isValue,
    /** The key as given, or with a number where this object has it already. */
    free(key: string): string {
      const object = open.at(-1);
      if (!object) return key;
      object.given ??= new Map();
      const count = (object.given.get(key) ?? 0) + 1;
      object.given.set(key, count);
      return count === 1 ? key : `${key} (${count})`;
    },
  };
}
