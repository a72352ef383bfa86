using CsCheck;
using Rsyslogd.Net.Engine.Actions.OmFile;
using Rsyslogd.Net.Messages;

namespace Rsyslogd.Net.Engine.Tests.Actions;

public class PendingTextTests
{
    private const int Files = 5;

    /// <summary>Texts of all lengths, known before or not, across the ends of chunks.</summary>
    [Fact]
    public void Each_file_gets_its_texts_in_their_order() =>
        Gen.Select(Gen.Int[0, Files - 1], Gen.Frequency((8, Gen.Int[0, 300]), (1, Gen.Int[7_000, 60_000])), Gen.Int[0, 20]).Array[0, 300].Sample(steps =>
        {
            var pending = new PendingText();
            var files = Enumerable.Range(0, Files).Select(_ => new LogFile([0])).ToArray();
            var model = Enumerable.Range(0, Files).Select(_ => new List<byte>()).ToArray();
            byte next = 0;
            foreach (var (file, length, kind) in steps)
            {
                var text = new byte[length];
                text.AsSpan().Fill(++next);
                (kind % 2 == 0 ? pending.Begin(files[file]) : pending.Begin(files[file], length)).Append(text);
                pending.End(files[file]);
                model[file].AddRange(text);
                Assert.Equal(model[file].Count, files[file].PendingBytes);
                if (kind == 0)
                {
                    Gather(pending, files[file], model[file]);
                }
                else if (kind == 1)
                {
                    GatherAll();
                }
            }

            GatherAll();

            void GatherAll()
            {
                for (var i = 0; i < Files; i++)
                {
                    Gather(pending, files[i], model[i]);
                }

                pending.Clear();
                Assert.Equal(0, pending.Bytes);
            }
        });

    private static void Gather(PendingText pending, LogFile file, List<byte> model)
    {
        var text = new ByteBuffer();
        text.Append("before"u8);
        pending.Gather(file, text);
        Assert.Equal(model, text.Written["before".Length..].ToArray());
        Assert.Equal(0, file.PendingBytes);
        model.Clear();
    }
}
