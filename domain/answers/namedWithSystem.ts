/** A file by its name and the system that it came from, if any: owners of several systems hand over files of the same name. */
export const namedWithSystem = ({ name, system }: { name: string; system?: string }): string =>
  system ? `${name} (${system})` : name;
