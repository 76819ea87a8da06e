namespace Symmetry.Views.Parts;

/// <summary>Writes addresses.</summary>
public static class PageAddress
{
    /// <summary>A path with a query.</summary>
    /// <param name="path">The path.</param>
    /// <param name="values">The values by name; those without a value are left out.</param>
    public static string Of(string path, params IEnumerable<(string Name, string? Value)> values)
    {
        var query = string.Join('&', values.Where(value => value.Value is not null).Select(value => $"{value.Name}={Uri.EscapeDataString(value.Value!)}"));
        return query.Length > 0 ? $"{path}?{query}" : path;
    }
}
