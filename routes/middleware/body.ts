import express, { type RequestHandler } from 'express';

/** Reads a plain form into `request.body`, with room for every field at its longest. Other kinds of bodies stay unread. */
export function body(): RequestHandler[] {
  return [
    express.urlencoded({ extended: false, limit: '2mb', parameterLimit: 500 }),
    (request, _response, next) => {
      request.body ??= {};
      next();
    },
  ];
}
