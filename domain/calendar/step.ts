/** One step of an explanation: a stable code and the data that fills its sentence. Worded in views. */
export type Step = { code: string; data: Record<string, string | number | boolean | Date> };
