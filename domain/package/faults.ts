/** What can be wrong with a package. `docs/package/README.md` explains each. */
export type PackageFault =
  | 'not-a-zip'
  | 'unreadable'
  | 'unsafe-path'
  | 'twice'
  | 'no-manifest'
  | 'manifest-unreadable'
  | 'manifest-invalid'
  | 'version-unknown'
  | 'missing'
  | 'not-listed'
  | 'size'
  | 'sha256'
  | 'schema-unreadable'
  | 'schema'
  | 'records'
  | 'sums-missing'
  | 'sums-differ';

/** A file of a package, or the package itself (`''`), with what is wrong with it. `at` says where in the manifest or in the data. */
export type WrongFile = { path: string; fault: PackageFault; at?: string };
