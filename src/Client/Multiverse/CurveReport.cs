using Symmetry.Analysis.Questions.Claims;
using Symmetry.Analysis.Questions.Multiverse;
using Symmetry.Analysis.Questions.Tables;
using Symmetry.Formats.Tables;

namespace Symmetry.Client.Multiverse;

/// <summary>The specification curve as text and as JSON.</summary>
internal static class CurveReport
{
    // Characters from accuracy 0 to accuracy 1.
    private const int Width = 51;

    /// <summary>Writes one curve per number with the paper's value marked, the conclusions, and the settings that the numbers exclude.</summary>
    public static string Text(Sweep sweep, SpecificationCurve curve)
    {
        var outside = curve.Outside;
        var notRefuted = outside.Count(count => count <= SpecificationCurve.MaxOutside);
        List<string> findings =
        [
            .. curve.Conclusions.Select(conclusion => Sentence(curve, conclusion)),
            $"{Numbers.Count(notRefuted)} of {Numbers.Count(curve.Readings.Count, "reading")} are not refuted: at most "
                + $"{SpecificationCurve.MaxOutside} of the paper's {curve.Curves.Count} numbers lie outside. {Nearest(curve, outside)}",
            Excluded(curve, outside),
        ];
        return Drawing(sweep, curve) + "\n" + TextReport.Write(new Report(
            [SettingsTable(curve, outside)],
            [
                "Readings: " + string.Join("; ", MultiverseSweep.OpenAxes.Select(axis => $"{axis.Setting.Name} {string.Join(" or ", axis.Values)}"))
                    + " (0.001 for adam, the other rates for sgd with momentum 0.9).",
                "inside: the paper's number lies in the 95 % prediction interval of one of our runs. "
                + "If all 14 numbers are true, more than two lie outside in 3 % of cases.",
            ],
            [], findings, [], [("sweep", sweep.Id), ("replicates", $"{sweep.Replicates.ToString(CultureInfo.InvariantCulture)} per cell and reading"),
                ("seed", sweep.Spec.Seed.ToString(CultureInfo.InvariantCulture)), ("fingerprint", curve.Fingerprint)]));
    }

    /// <summary>Everything as JSON, points sorted as they are drawn.</summary>
    public static string Json(Sweep sweep, SpecificationCurve curve) => JsonText.Object(json =>
    {
        var outside = curve.Outside;
        json.WriteString("sweep", sweep.Id);
        json.WriteString("fingerprint", curve.Fingerprint);
        json.WriteNumber("replicates", sweep.Replicates);
        json.WriteNumber("readings", curve.Readings.Count);
        json.WriteStartArray("numbers");
        foreach (var (number, points) in curve.Curves)
        {
            json.WriteStartObject();
            json.WriteString("name", number.Name);
            json.WriteNumber("paper", number.Value);
            json.WriteStartArray("points");
            foreach (var point in points)
            {
                json.WriteStartObject();
                json.WriteNumber("reading", point.Reading.Number);
                JsonValues.Write(json, "mean", point.Mean);
                json.WriteString("paperInside", ClaimJson.Word(point.Answer));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("settings");
        foreach (var reading in curve.Readings)
        {
            json.WriteStartObject();
            json.WriteNumber("reading", reading.Number);
            for (var i = 0; i < reading.Choices.Length; i++)
            {
                json.WritePropertyName(MultiverseSweep.OpenAxes[i].Setting.Name);
                JsonValues.Write(json, MultiverseSweep.OpenAxes[i].Setting.Kind, reading.Choices[i]);
            }

            json.WriteNumber("outside", outside[reading.Number]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("conclusions");
        foreach (var (says, answers) in curve.Conclusions)
        {
            json.WriteStartObject();
            json.WriteString("says", says);
            foreach (var answer in (ClaimAnswer[])[ClaimAnswer.Holds, ClaimAnswer.Fails, ClaimAnswer.Undecided])
            {
                json.WriteNumber(ClaimJson.Word(answer), answers.Count(one => one == answer));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    // One line per number: a mark where readings have their mean, from . for few to # for many, and P at the paper's value.
    private static string Drawing(Sweep sweep, SpecificationCurve curve)
    {
        var name = curve.Curves.Max(drawn => drawn.Number.Name.Length);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"{sweep.Spec.Name}: the paper's {curve.Curves.Count} numbers "
            + $"under {curve.Readings.Count} readings. A mark shows where readings have their mean, P the paper's number.\n\n");
        text.Append(new string(' ', name + 2)).Append('0').Append("0.5".PadLeft((Width / 2) + 1))
            .Append("1".PadLeft(Width - (Width / 2) - 2)).Append("    paper      min   median      max   inside\n");
        foreach (var (number, points) in curve.Curves)
        {
            double[] means = [.. points.Select(point => point.Mean).Where(double.IsFinite)];
            var line = Line(means, number.Value);
            var inside = points.Count(point => point.Answer is not ClaimAnswer.Refuted);
            text.Append(number.Name.PadRight(name + 2)).Append(line).Append(CultureInfo.InvariantCulture,
                $"  {Numbers.Exact(number.Value),7}  {At(means, 0),7}  {At(means, means.Length / 2),7}  "
                + $"{At(means, means.Length - 1),7}  {inside,3} of {points.Length}\n");
        }

        return text.ToString();

        static string At(double[] sorted, int i) => sorted.Length == 0 ? Numbers.Undefined : Numbers.Fixed(sorted[Math.Max(0, i)], 4);
    }

    private static string Line(double[] means, double paper)
    {
        var counts = new int[Width];
        foreach (var mean in means)
        {
            counts[Column(mean)]++;
        }

        var letters = Array.ConvertAll(counts, count => ((double)count / Math.Max(1, means.Length)) switch
        {
            0 => ' ',
            < 0.02 => '.',
            < 0.06 => ':',
            < 0.15 => '+',
            _ => '#',
        });
        letters[Column(paper)] = 'P';
        return new string(letters);

        static int Column(double rate) => (int)Math.Round(Math.Clamp(rate, 0, 1) * (Width - 1));
    }

    private static ResultTable SettingsTable(SpecificationCurve curve, ImmutableArray<int> outside)
    {
        var rows = new List<IReadOnlyList<string>>();
        for (var axis = 0; axis < MultiverseSweep.OpenAxes.Length; axis++)
        {
            foreach (var value in MultiverseSweep.OpenAxes[axis].Values)
            {
                var of = curve.Readings.Where(reading => reading.Choices[axis] == value.Text).ToList();
                rows.Add(
                [
                    MultiverseSweep.OpenAxes[axis].Setting.Name, value.Text, Numbers.Count(of.Count),
                    Numbers.Count(of.Count(reading => outside[reading.Number] <= SpecificationCurve.MaxOutside)),
                    Numbers.Count(of.Min(reading => outside[reading.Number])),
                    Numbers.Fixed(of.Average(reading => outside[reading.Number]), 1),
                ]);
            }
        }

        return new ResultTable(
            "How well the readings with each setting agree with the paper: how many of its numbers lie outside.",
            [
                new TableColumn("setting", IsNumber: false), new TableColumn("value", IsNumber: false), new TableColumn("readings"),
                new TableColumn("not refuted"), new TableColumn("min outside"), new TableColumn("mean outside"),
            ],
            rows);
    }

    private static string Sentence(SpecificationCurve curve, (string Says, ImmutableArray<ClaimAnswer> Answers) conclusion)
    {
        var (says, answers) = conclusion;
        var (holds, fails) = (answers.Count(given => given is ClaimAnswer.Holds), answers.Count(given => given is ClaimAnswer.Fails));
        var word = (holds, fails) switch
        {
            _ when holds == answers.Length => "HOLDS EVERYWHERE",
            _ when fails == answers.Length => "FAILS EVERYWHERE",
            (0, 0) => "UNDECIDED",
            (0, _) => "HOLDS NOWHERE",
            (_, 0) => "REFUTED NOWHERE",
            _ => "DEPENDS",
        };
        var undecided = answers.Length - holds - fails;
        return $"{word}: {says}: holds under {holds}, fails under {fails}{(undecided > 0 ? $", undecided under {undecided}" : "")} of {answers.Length} readings"
            + $"{(holds > 0 && holds < answers.Length ? $"; depends most on {MostInfluentialSetting(curve, answers)}" : "")}.";
    }

    // The setting whose values make the largest difference to how often the conclusion holds.
    private static string MostInfluentialSetting(SpecificationCurve curve, ImmutableArray<ClaimAnswer> answers)
    {
        var axes = MultiverseSweep.OpenAxes.Select((axis, i) => (
            axis.Setting.Name,
            Parts: axis.Values.Select(value =>
            {
                var of = curve.Readings.Where(reading => reading.Choices[i] == value.Text).ToList();
                return (Value: value.Text, Holds: of.Count(reading => answers[reading.Number] is ClaimAnswer.Holds), All: of.Count);
            }).ToList()));
        var setting = axes.MaxBy(axis => axis.Parts.Max(Share) - axis.Parts.Min(Share));
        return $"{setting.Name} ({string.Join(", ", setting.Parts.Select(part => $"{part.Value}: {part.Holds} of {part.All}"))})";

        static double Share((string Value, int Holds, int All) part) => (double)part.Holds / part.All;
    }

    private static string Nearest(SpecificationCurve curve, ImmutableArray<int> outside)
    {
        var fewest = outside.Min();
        var nearest = curve.Readings.First(reading => outside[reading.Number] == fewest);
        return $"Nearest: {nearest.Name}, {fewest} outside.";
    }

    private static string Excluded(SpecificationCurve curve, ImmutableArray<int> outside)
    {
        var excluded = MultiverseSweep.OpenAxes.SelectMany((axis, i) => axis.Values
            .Where(value => curve.Readings.All(reading => reading.Choices[i] != value.Text || outside[reading.Number] > SpecificationCurve.MaxOutside))
            .Select(value => $"{axis.Setting.Name} {value}")).ToList();
        return excluded.Count == 0
            ? "The printed numbers refute no single setting: each value has a reading that is not refuted."
            : $"The printed numbers refute {string.Join(", ", excluded)}: every reading with that value is refuted.";
    }
}
