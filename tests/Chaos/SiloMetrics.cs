using System.Globalization;

namespace Symmetry.Chaos;

/// <summary>Reads the metrics of a silo started with <c>--metrics-port</c>.</summary>
internal sealed class SiloMetrics(int port)
{
    // The server closes idle connections, so do not reuse them.
    private static readonly HttpClient Http = new() { DefaultRequestHeaders = { ConnectionClose = true } };

    /// <summary>Reads several metrics at once, each summed over its labels.</summary>
    public async Task<double[]> ReadAsync(CancellationToken stop, params string[] names)
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
