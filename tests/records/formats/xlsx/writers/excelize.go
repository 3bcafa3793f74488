// Command excelize DESCRIPTION.json OUT.xlsx MODE: a described workbook, written by excelize.
package main

import (
	"encoding/json"
	"log"
	"os"
	"time"

	"github.com/xuri/excelize/v2"
)

type cell struct {
	Text   *string  `json:"text"`
	Number *float64 `json:"number"`
	Date   *string  `json:"date"`
}

type sheet struct {
	Name string    `json:"name"`
	Rows [][]*cell `json:"rows"`
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func main() {
	raw, err := os.ReadFile(os.Args[1])
	must(err)
	var sheets []sheet
	must(json.Unmarshal(raw, &sheets))
	file := excelize.NewFile()
	format := "yyyy-mm-dd"
	date, err := file.NewStyle(&excelize.Style{CustomNumFmt: &format})
	must(err)
	for _, described := range sheets {
		_, err := file.NewSheet(described.Name)
		must(err)
		if os.Args[3] == "streamed" {
			stream(file, described, date)
		} else {
			fill(file, described, date)
		}
	}
	must(file.DeleteSheet("Sheet1"))
	must(file.SaveAs(os.Args[2]))
}

func (c *cell) value() any {
	switch {
	case c.Text != nil:
		return *c.Text
	case c.Number != nil:
		return *c.Number
	}
	day, err := time.Parse(time.DateOnly, *c.Date)
	must(err)
	return day
}

func fill(file *excelize.File, described sheet, date int) {
	for r, row := range described.Rows {
		for c, cell := range row {
			if cell == nil {
				continue
			}
			at, err := excelize.CoordinatesToCellName(c+1, r+1)
			must(err)
			must(file.SetCellValue(described.Name, at, cell.value()))
			if cell.Date != nil {
				must(file.SetCellStyle(described.Name, at, at, date))
			}
		}
	}
}

func stream(file *excelize.File, described sheet, date int) {
	writer, err := file.NewStreamWriter(described.Name)
	must(err)
	for r, row := range described.Rows {
		values := make([]any, len(row))
		for c, cell := range row {
			if cell == nil {
				continue
			}
			values[c] = cell.value()
			if cell.Date != nil {
				values[c] = excelize.Cell{StyleID: date, Value: cell.value()}
			}
		}
		at, err := excelize.CoordinatesToCellName(1, r+1)
		must(err)
		must(writer.SetRow(at, values))
	}
	must(writer.Flush())
}
