namespace Symmetry.Hosting.Security;

/// <summary>How a silo proves to another one that a call comes from a silo. Thread-safe.</summary>
public interface ISiloProof
{
    /// <summary>The proof of this silo. It is a secret of the silos.</summary>
    string Show();

    /// <summary>Why a proof is rejected; <c>null</c> if it is accepted.</summary>
    /// <param name="proof">The proof that came with a call, if any.</param>
    string? WhyRefused(string? proof);
}
