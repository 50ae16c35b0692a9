/** The clock that an answer or a refusal meets, in every pack: Art. 12(3) by the id `reply`. Other promises are met by `fulfil`. */
export const REPLY = 'reply';
