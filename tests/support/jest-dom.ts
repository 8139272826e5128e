// The matchers for the DOM, and their types.
import '@testing-library/jest-dom'
