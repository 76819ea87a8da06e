using System.Globalization;

namespace Symmetry.Chaos;

/// <summary>What a silo that was started with <c>--metrics-port</c> measures of itself.</summary>
internal sealed class SiloMetrics(int port)
{
    // The listener closes connections that nobody uses for a while.
    private static readonly HttpClient Http = new() { DefaultRequestHeaders = { ConnectionClose = true } };

    /// <summary>Several figures at the same instant, each summed over its labels.</summary>
    public async Task<double[]> AskAsync(CancellationToken stop, params string[] names)
    {
        var lines = (await Http.GetStringAsync(new Uri($"http://localhost:{port}/metrics"), stop)).Split('\n');
        return Array.ConvertAll(names, name => Sum(lines, name));
    }

    // NAME{LABELS} VALUE [TIME].
    private static double Sum(string[] lines, string name) => lines
        .Where(line => line.StartsWith(name + "{", StringComparison.Ordinal) || line.StartsWith(name + " ", StringComparison.Ordinal))
        .Select(line => line[(line.IndexOf('}', StringComparison.Ordinal) is var end and >= 0 ? end + 1 : name.Length)..])
        .Sum(values => double.Parse(values.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture));
}
