using System.Globalization;

namespace Symmetry.Grains.Trials;

/// <summary>The key of a trial grain: <c>sweep/trial</c>.</summary>
internal static class TrialKey
{
    public static string Of(string sweep, long trial) => string.Create(CultureInfo.InvariantCulture, $"{sweep}/{trial}");

    /// <exception cref="RefusedException">The text is no such key.</exception>
    public static (string Sweep, long Trial) Parse(string key)
    {
        var slash = key.LastIndexOf('/');
        return slash > 0 && long.TryParse(key.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var trial)
            ? (key[..slash], trial)
            : throw new RefusedException($"\"{key}\" is not the key of a trial: a sweep's id, a slash and a number.");
    }
}
