using System.Security.Cryptography;

namespace Symmetry.Grains.Storage;

/// <summary>How epochs are formed: a number that rises, and 32 random bits.</summary>
/// <remarks>
/// A database that was restored hands out numbers for a second time. Because of the random bits, two coordinators do not get the same epoch even then.
/// </remarks>
internal static class EpochNumbers
{
    /// <summary>The next epoch, as an expression over the column <c>epoch</c> and a parameter with random bits.</summary>
    public static string Next(string randomBits) => $"((epoch >> 32) + 1 << 32) | {randomBits}";

    /// <summary>The random bits of a new epoch.</summary>
    public static long DrawBits() => BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4));
}
