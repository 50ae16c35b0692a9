import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import type { Response } from 'express';
import { textMemory } from '../../../routes/middleware/textMemory.ts';

describe('The room for the texts of forms', () => {
  let refused: string[];
  let room: ReturnType<typeof textMemory>;
  beforeEach(() => {
    refused = [];
    room = textMemory(100);
  });
  const comes = (name: string, bytes: number) => {
    const response = new EventEmitter();
    const form = room(response as unknown as Response, bytes, () => refused.push(name));
    return { ...form, answered: () => void response.emit('close') };
  };

  it('is made by the form that has been silent for longest', () => {
    const first = comes('first', 40);
    comes('second', 40);
    first.goesOn(1);
    comes('third', 40);
    assert.deepEqual(refused, ['second']);
  });

  it('is not made by a form that is here already: then the newcomer is told to come again', () => {
    comes('first', 60).arrived();
    comes('second', 60);
    assert.deepEqual(refused, ['second']);
  });

  it('is there again when forms were answered or refused', () => {
    const first = comes('first', 100);
    first.arrived();
    first.answered();
    comes('second', 100);
    comes('third', 100);
    comes('fourth', 100).arrived();
    assert.deepEqual(refused, ['second', 'third']);
    comes('fifth', 1);
    assert.deepEqual(refused, ['second', 'third', 'fifth']);
  });
});
