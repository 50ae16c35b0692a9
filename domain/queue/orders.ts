/** The orders that a user can choose for their lists: the usual one of each tab, or one by receipt. */
export const QUEUE_ORDERS = ['usual', 'newest', 'oldest'] as const;
export type QueueOrder = (typeof QUEUE_ORDERS)[number];
