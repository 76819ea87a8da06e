namespace Symmetry.Grains.Trials;

/// <summary>The key of a trial grain: <c>sweep/trial</c>.</summary>
internal static class TrialKey
{
    public const string GrainTypeName = "trial";

    /// <summary>The type of the grains of trials.</summary>
    public static readonly GrainType Class = GrainType.Create(GrainTypeName);

    private static readonly GrainInterfaceType Interface = GrainInterfaceType.Create(ITrialGrain.TypeName);

    /// <summary>The grain of a trial. With a type alone, Orleans would read the attributes of the interface again for each trial.</summary>
    public static ITrialGrain GetTrial(this IGrainFactory grains, string sweep, long trial) =>
        (ITrialGrain)grains.GetGrain(GrainId.Create(Class, Format(sweep, trial)), Interface);

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
