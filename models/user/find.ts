import { User } from '../user.ts';

/** A user who may still log in. */
export const findUser = (id: number): Promise<User | null> =>
  User.findOne({ where: { id, disabledAt: null } });
