import java.io.FileInputStream;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates many files in one Java process: arguments are flavour ids separated by commas, then paths.
 * Prints one line for each broken rule: file number, flavour, clause, test, times, place, message (tabs between).
 * A last line "checked N" proves that every file was looked at.
 */
public final class ValidatePdf {
    private static final int FAILURES_SHOWN_PER_RULE = 3;

    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        String[] flavours = arguments[0].split(",");
        int checked = 0;
        for (int number = 1; number < arguments.length; number++) {
            for (String flavour : flavours) {
                validate(number - 1, arguments[number], PDFAFlavour.byFlavourId(flavour));
                checked++;
            }
        }
        System.out.println("checked\t" + checked);
    }

    private static void validate(int number, String path, PDFAFlavour flavour) {
        try (InputStream bytes = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(bytes, flavour);
                PDFAValidator validator = Foundries.defaultInstance()
                        .createValidator(flavour, FAILURES_SHOWN_PER_RULE, false, true, false)) {
            report(number, flavour, validator.validate(parser));
        } catch (Exception problem) {
            line(number, flavour.getId(), "unreadable", "0", "1", "", String.valueOf(problem));
        }
    }

    private static void report(int number, PDFAFlavour flavour, ValidationResult result) {
        Map<String, TestAssertion> firsts = new LinkedHashMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                firsts.putIfAbsent(rule(assertion), assertion);
            }
        }
        firsts.forEach((rule, first) -> line(number, flavour.getId(), first.getRuleId().getClause(),
                String.valueOf(first.getRuleId().getTestNumber()),
                String.valueOf(result.getFailedChecks().get(first.getRuleId())),
                first.getLocation().getContext(), first.getErrorMessage() + " — " + first.getMessage()));
        if (!result.isCompliant() && firsts.isEmpty()) {
            line(number, flavour.getId(), "unknown", "0", "1", "", "not compliant, but no rule was named");
        }
    }

    private static String rule(TestAssertion assertion) {
        return assertion.getRuleId().getClause() + "/" + assertion.getRuleId().getTestNumber();
    }

    private static void line(Object... parts) {
        StringBuilder text = new StringBuilder("failed");
        for (Object part : parts) {
            text.append('\t').append(String.valueOf(part).replaceAll("\\s+", " "));
        }
        System.out.println(text);
    }
}
