// sheetjs.cjs DESCRIPTION.json OUT.xlsx MODE: a described workbook, written by SheetJS.
const fs = require('fs');
const XLSX = require('xlsx');

const [, , description, out, mode] = process.argv;
const DAY = 86400000;
const SINCE = mode === 'since 1904' ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);

function cellOf(cell) {
  if (!cell) return undefined;
  if ('number' in cell) return { t: 'n', v: cell.number };
  if ('text' in cell) return { t: 's', v: cell.text };
  const moment = new Date(`${cell.date}T00:00:00Z`);
  if (mode === 'dates written out') return { t: 'd', v: moment, z: 'yyyy-mm-dd' };
  return { t: 'n', v: (moment.getTime() - SINCE) / DAY, z: 'yyyy-mm-dd' };
}

const workbook = XLSX.utils.book_new();
for (const { name, rows } of JSON.parse(fs.readFileSync(description, 'utf8'))) {
  const sheet = {};
  const width = Math.max(1, ...rows.map((row) => row.length));
  rows.forEach((row, r) =>
    row.forEach((cell, c) => {
      const made = cellOf(cell);
      if (made) sheet[XLSX.utils.encode_cell({ r, c })] = made;
    }),
  );
  const last = { r: Math.max(0, rows.length - 1), c: width - 1 };
  sheet['!ref'] = XLSX.utils.encode_range({ s: { r: 0, c: 0 }, e: last });
  XLSX.utils.book_append_sheet(workbook, sheet, name);
}
workbook.Workbook = { WBProps: { date1904: mode === 'since 1904' } };
XLSX.writeFile(workbook, out, {
  bookType: 'xlsx',
  bookSST: mode === 'shared texts',
  cellDates: mode === 'dates written out',
});
