// A block copied from a spreadsheet: rows by line breaks, cells by tabs, quotes around either.

function readBlock(text) {
  const rows = [[""]];
  let quoted = false;
  const append = (character) => {
    const row = rows[rows.length - 1];
    row[row.length - 1] += character;
  };
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let i = 0; i < source.length; i++) {
    const character = source[i];
    const cell = rows[rows.length - 1];
    if (quoted) {
      if (character !== '"') append(character);
      else if (source[i + 1] === '"') append(source[i++]);
      else quoted = false;
    } else if (character === '"' && cell[cell.length - 1] === "") quoted = true;
    else if (character === "\t") cell.push("");
    else if (character === "\n") rows.push([""]);
    else append(character);
  }
  return rows;
}

// One cell's own text is left to the browser to paste.
function isBlock(text, takesLines) {
  const inner = text.replace(/\r?\n$/, "");
  return inner.includes("\t") || (!takesLines && inner.includes("\n"));
}
