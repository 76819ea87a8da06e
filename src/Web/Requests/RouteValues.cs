using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Symmetry.Web.Requests;

/// <summary>Reads the values in addresses.</summary>
internal static partial class RouteValues
{
    /// <summary>The sweep's id in the path.</summary>
    /// <exception cref="NotFoundException">The path does not contain a valid id.</exception>
    public static string SweepId(HttpContext context) => context.GetRouteValue("id") is string id && IdPattern().IsMatch(id)
        ? id
        : throw new NotFoundException("No such sweep.");

    /// <summary>A cell in the path.</summary>
    /// <exception cref="NotFoundException">The sweep has no such cell.</exception>
    public static Cell Cell(HttpContext context, Sweep sweep, string name = "cell") =>
        Number(context.GetRouteValue(name) as string, 0, sweep.Cells.Length - 1, otherwise: -1) is >= 0 and var number
            ? sweep.Cells[(int)number]
            : throw new NotFoundException("No such cell.");

    /// <summary>The replicate in the path.</summary>
    /// <exception cref="NotFoundException">The sweep has no such replicate.</exception>
    public static long Replicate(HttpContext context, Sweep sweep) =>
        Number(context.GetRouteValue("replicate") as string, 0, sweep.Replicates - 1, otherwise: -1) is >= 0 and var replicate
            ? replicate
            : throw new NotFoundException("No such trial.");

    /// <summary>A value of the query; null if it is not there.</summary>
    public static string? Text(HttpContext context, string name) => context.Request.Query.TryGetValue(name, out var text) ? text.ToString() : null;

    /// <summary>A value of the query; null if it is not there or empty, as a form sends a field that was not filled in.</summary>
    public static string? Filled(HttpContext context, string name) => Text(context, name)?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A whole number in a range; <paramref name="otherwise"/> for any other text.</summary>
    public static long Number(string? text, long min, long max, long otherwise) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max ? number : otherwise;

    [GeneratedRegex("^[A-Za-z0-9._-]{1,100}$", RegexOptions.NonBacktracking)]
    private static partial Regex IdPattern();
}
