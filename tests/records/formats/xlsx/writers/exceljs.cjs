// exceljs.cjs DESCRIPTION.json OUT.xlsx MODE: a described workbook, written by exceljs.
const fs = require('fs');
const ExcelJS = require('exceljs');

const [, , description, out, mode] = process.argv;

function fill(workbook, sheets) {
  for (const { name, rows } of sheets) {
    const sheet = workbook.addWorksheet(name);
    for (const cells of rows) {
      const row = sheet.addRow([]);
      cells.forEach((cell, index) => {
        if (!cell) return;
        const at = row.getCell(index + 1);
        if ('date' in cell) {
          at.value = new Date(`${cell.date}T00:00:00Z`);
          at.numFmt = 'yyyy-mm-dd';
        } else {
          at.value = 'number' in cell ? cell.number : cell.text;
        }
      });
      if (mode === 'streamed') row.commit();
    }
    if (mode === 'streamed') sheet.commit();
  }
}

async function main() {
  const sheets = JSON.parse(fs.readFileSync(description, 'utf8'));
  if (mode === 'streamed') {
    const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: out, useStyles: true });
    fill(workbook, sheets);
    await workbook.commit();
    return;
  }
  const workbook = new ExcelJS.Workbook();
  workbook.properties.date1904 = mode === 'since 1904';
  fill(workbook, sheets);
  await workbook.xlsx.writeFile(out);
}

main();
