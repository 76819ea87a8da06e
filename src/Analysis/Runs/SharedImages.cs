namespace Symmetry.Analysis.Runs;

/// <summary>Images that two runs were tested on, by which of the two is right.</summary>
/// <param name="Both">Both are right.</param>
/// <param name="OnlyFirst">Only the first is right.</param>
/// <param name="OnlySecond">Only the second is right.</param>
/// <param name="Neither">Both are wrong.</param>
public readonly record struct SharedImages(int Both, int OnlyFirst, int OnlySecond, int Neither)
{
    /// <summary>The number of images.</summary>
    public int Count => Both + OnlyFirst + OnlySecond + Neither;

    /// <summary>The images on which exactly one of the two is right.</summary>
    public int Discordant => OnlyFirst + OnlySecond;

    /// <summary>The counts with one more image.</summary>
    internal SharedImages Add(bool isFirstRight, bool isSecondRight) => (isFirstRight, isSecondRight) switch
    {
        (true, true) => this with { Both = Both + 1 },
        (true, false) => this with { OnlyFirst = OnlyFirst + 1 },
        (false, true) => this with { OnlySecond = OnlySecond + 1 },
        _ => this with { Neither = Neither + 1 },
    };
}
