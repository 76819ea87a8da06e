namespace Symmetry.Grains.Trials;

/// <summary>The key of a trial grain: <c>sweep/trial</c>.</summary>
internal static class TrialKey
{
    public static string Format(string sweep, long trial) => string.Create(CultureInfo.InvariantCulture, $"{sweep}/{trial}");

    /// <exception cref="RefusedException">The text is not a valid key.</exception>
    public static (string Sweep, long Trial) Parse(string key)
    {
        var slash = key.LastIndexOf('/');
        return slash > 0 && long.TryParse(key.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var trial)
            ? (key[..slash], trial)
            : throw new RefusedException($"Invalid trial key: expected a sweep's id, a slash and a number, got '{key}'.");
    }
}
