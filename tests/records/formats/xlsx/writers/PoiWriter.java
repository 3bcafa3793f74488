import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.FileOutputStream;
import java.time.LocalDate;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** PoiWriter DESCRIPTION.json OUT.xlsx MODE: a described workbook, written by Apache POI. */
public class PoiWriter {
  public static void main(String[] given) throws Exception {
    boolean streamed = given[2].equals("streamed");
    JsonNode sheets = new ObjectMapper().readTree(new File(given[0]));
    try (Workbook workbook = streamed ? new SXSSFWorkbook() : new XSSFWorkbook();
        FileOutputStream out = new FileOutputStream(given[1])) {
      CellStyle date = workbook.createCellStyle();
      date.setDataFormat(workbook.createDataFormat().getFormat("yyyy-mm-dd"));
      for (JsonNode described : sheets) {
        Sheet sheet = workbook.createSheet(described.get("name").asText());
        int at = 0;
        for (JsonNode cells : described.get("rows")) {
          fill(sheet.createRow(at++), cells, date);
        }
      }
      workbook.write(out);
    }
  }

  private static void fill(Row row, JsonNode cells, CellStyle date) {
    for (int column = 0; column < cells.size(); column++) {
      JsonNode described = cells.get(column);
      if (described.isNull()) {
        continue;
      }
      Cell cell = row.createCell(column);
      if (described.has("date")) {
        cell.setCellValue(LocalDate.parse(described.get("date").asText()));
        cell.setCellStyle(date);
      } else if (described.has("number")) {
        cell.setCellValue(described.get("number").asDouble());
      } else {
        cell.setCellValue(described.get("text").asText());
      }
    }
  }
}
