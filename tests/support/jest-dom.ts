// The matchers for the DOM, and their types.
import '@testing-library/jest-dom'
import { TextDecoder, TextEncoder } from 'node:util'

// jsdom has none, and what reads the product's limits loads the database's driver.
Object.assign(globalThis, { TextDecoder, TextEncoder })

// jsdom has no layout, and so nothing to scroll.
Element.prototype.scrollIntoView = () => {}
