namespace Symmetry.Simulations;

internal static class Preamble
{
    public static void Write(int repetitions)
    {
        Console.WriteLine($"""
            # Coverage, measured

            How often the intervals hold the truth, and how often the tests cry wolf, when the truth is known because we drew it.
            All intervals are nominal 95 %, all tests nominal 5 %. {repetitions:N0} repetitions unless a table says otherwise: a
            printed 95.0 % has a standard error of {100 * Math.Sqrt(0.05 * 0.95 / repetitions):F2}. This whole page is the output
            of

            ```
            dotnet run --project tests/Simulations -c Release > src/Engine/Statistics/COVERAGE.md
            ```

            Runs are drawn as whole counts out of 1,800 images, as the real ones are.

            """);
    }
}
