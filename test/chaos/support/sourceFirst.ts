/**
 * `TaskStatus.node` stands for `TaskStatus.node.ts`, but Node looks for `TaskStatus.node.json`, the
 * codex file, first. Imported before everything that imports a node.
 */
const extensions: Partial<NodeJS.RequireExtensions> = require.extensions;
const readJson = extensions['.json'];
delete extensions['.json'];
if (readJson !== undefined) extensions['.json'] = readJson;
