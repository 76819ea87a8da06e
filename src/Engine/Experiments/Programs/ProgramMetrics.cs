using System.Text.Json;

namespace Symmetry.Engine.Experiments.Programs;

/// <summary>Reads the line of JSON that a program ends with.</summary>
internal static class ProgramMetrics
{
    private const int MaxShown = 200;

    /// <summary>The result: completed if every declared metric is there, else failed with a reason. Further keys are ignored.</summary>
    public static TrialResult Read(string line, ImmutableArray<Metric> metrics)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
            {
                return TrialResult.Failure($"The last line of output is not a JSON object: {Shorten(line)}");
            }

            var values = ImmutableArray.CreateBuilder<MetricValue>(metrics.Length);
            foreach (var metric in metrics)
            {
                if (!document.RootElement.TryGetProperty(metric.Name, out var element))
                {
                    return TrialResult.Failure($"The last line of output has no metric '{metric.Name}': {Shorten(line)}");
                }

                if (Value(metric, element) is not { } value)
                {
                    var expected = metric.Kind is MetricKind.Proportion ? "{\"correct\": 91, \"total\": 100}" : "a finite number";
                    return TrialResult.Failure($"The metric '{metric.Name}' is {Shorten(element.GetRawText())}; expected {expected}.");
                }

                values.Add(value);
            }

            return new TrialResult { Outcome = TrialOutcome.Completed, Values = values.MoveToImmutable() };
        }
        catch (JsonException)
        {
            return TrialResult.Failure($"The last line of output is not JSON: {Shorten(line)}");
        }
    }

    private static MetricValue? Value(Metric metric, JsonElement element)
    {
        if (element.ValueKind is JsonValueKind.Object)
        {
            return element.TryGetProperty("correct", out var correct) && correct.TryGetInt32(out var right)
                && element.TryGetProperty("total", out var total) && total.TryGetInt32(out var all)
                && all > 0 && right >= 0 && right <= all
                    ? metric.Kind is MetricKind.Proportion
                        ? MetricValue.Proportion(metric.Name, right, all)
                        : MetricValue.Real(metric.Name, (double)right / all)
                    : null;
        }

        return metric.Kind is MetricKind.Real && element.ValueKind is JsonValueKind.Number && element.TryGetDouble(out var value) && double.IsFinite(value)
            ? MetricValue.Real(metric.Name, value)
            : null;
    }

    private static string Shorten(string text) => text.Length <= MaxShown ? text : text[..MaxShown] + "...";
}
