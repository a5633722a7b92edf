package shop.lindenhof.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.Year;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicInteger;

import shop.lindenhof.text.Layout;

/** Numbers invoices and writes them as plain text, in columns. */
public final class InvoiceRenderer {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
    private static final int TEXT_WIDTH = 40;
    private static final int AMOUNT_WIDTH = 12;

    private final AtomicInteger counter;

    public InvoiceRenderer(int lastNumber) {
        this.counter = new AtomicInteger(lastNumber);
    }

    /** Returns the number of the next invoice, "RE-2024-000123". */
    public String nextNumber(LocalDate day) {
        int number = counter.incrementAndGet();
        int year = Year.from(day).getValue();
        String padded = String.format("%06d", number);
        return "RE-" + year + "-" + padded;
    }

    /** Writes an invoice: head, lines, net, tax, and what is to be paid. */
    public String render(Invoice invoice) {
        StringBuilder page = new StringBuilder();
        page.append("Invoice ").append(invoice.number()).append('\n');
        page.append(invoice.day().format(DAY)).append('\n');
        page.append('\n').append(invoice.customer()).append("\n\n");

        int position = 0;
        for (Invoice.Line item : invoice.lines()) {
            position++;
            String amount = item.unitPrice().setScale(2, RoundingMode.HALF_UP).toPlainString();
            String first = item.quantity() + " x " + item.text();
            boolean head = true;
            for (String part : Layout.wrapLines(first, TEXT_WIDTH)) {
                page.append(head ? Layout.padStart(position + ".", 4, ' ') : "    ").append(' ');
                page.append(Layout.padEnd(part, TEXT_WIDTH, ' '));
                page.append(head ? Layout.padStart(amount, AMOUNT_WIDTH, ' ') : "").append('\n');
                head = false;
            }
            if (item.discountPercent() > 0) {
                page.append("     less ").append(item.discountPercent()).append(" %\n");
            }
        }

        BigDecimal total = BigDecimal.ZERO;
        for (Invoice.Line item : invoice.lines()) {
            BigDecimal price = item.unitPrice().multiply(BigDecimal.valueOf(item.quantity()));
            BigDecimal less = price.multiply(BigDecimal.valueOf(item.discountPercent())).movePointLeft(2);
            total = total.add(price.subtract(less).setScale(2, RoundingMode.HALF_UP));
        }

        int percent = Invoice.percentage(invoice.country());
        BigDecimal tax = total.multiply(BigDecimal.valueOf(percent)).movePointLeft(2)
                .setScale(2, RoundingMode.HALF_UP);
        page.append('\n').append(sumLine("Net", total));
        if (percent > 0) {
            page.append(sumLine("VAT " + percent + " %", tax));
        } else {
            page.append("     Delivery free of tax\n");
        }
        page.append(sumLine("To be paid", total.add(tax)));
        return page.toString();
    }

    private static String sumLine(String label, BigDecimal amount) {
        String left = Layout.padEnd(label, TEXT_WIDTH, ' ');
        String right = Layout.padStart(amount.toPlainString(), AMOUNT_WIDTH, ' ');
        return "     " + left + right + '\n';
    }
}
